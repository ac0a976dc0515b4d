package dev.baton.benchmark;

/** Something that is measured on the stand; leaves no lead waiting behind. */
interface Scenario {

    String name();

    void run(Stand stand, Options options, Report report) throws Exception;
}
