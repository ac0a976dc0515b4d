package dev.baton.greenchannel;

/** What a green channel is asked for: both skip exactly what they name, and both need somebody else's grant (C-10). */
public enum Purpose {
    /** A deal goes on to a later stage against proof that is there already. */
    STAGE_JUMP,
    /** Named steps of an approval are left out; the explanation is owed and written afterwards. */
    SKIP_APPROVAL
}
