package dev.baton.opportunity.policy;

/** How a deal came from one stage to another. */
public enum Move {
    /** Into the first stage. */
    START,
    /** Through the gate of its stage. */
    ADVANCE,
    /** Back by a modelled flow. */
    RETURN,
    /** Past stages, by a green channel and against proof (SG-06). */
    JUMP,
    /** By hand, because the diagram and the truth had come apart (SG-11). */
    REPAIR,
    WON,
    LOST
}
