/** Brings a batch into the target: in sets where it can, row by row where it must. */
package io.pgtwin.sink.apply;
