/** Which events belong together: watermarks, and what has arrived of what they tell of. */
package io.pgtwin.sink.transaction;
