package dev.baton.customer;

/** What became of a merge, for the trail and for those who work with the customers. */
sealed interface MergeEvent {

    CustomerMerge merge();

    record Merged(CustomerMerge merge, Customer survivor) implements MergeEvent {}

    record Undone(CustomerMerge merge, Customer survivor) implements MergeEvent {}
}
