/** Who has to agree, in which order and by when, as the owners' tables say; knows no approval. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.chain;
