/**
 * Collects decoded records into the batches that are applied, of tables that advance by themselves or of whole
 * transactions.
 */
package io.pgtwin.sink.gathering;
