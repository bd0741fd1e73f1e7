/** The structure library against real servers: what it reads from one is what it makes in another. */
package io.pgtwin.integration.structure;
