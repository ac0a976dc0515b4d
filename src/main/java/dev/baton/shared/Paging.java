package dev.baton.shared;

/** How far lists can be turned: whoever wants to see more searches. */
public final class Paging {

    /** Pages are counted from 0. */
    public static final int LAST_PAGE = 10_000;

    private Paging() {}
}
