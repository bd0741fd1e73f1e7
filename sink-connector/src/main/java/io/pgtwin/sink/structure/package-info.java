/** Makes in the target what the source tells of its structure, and keeps in the target what became of every object. */
package io.pgtwin.sink.structure;
