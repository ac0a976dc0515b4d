package dev.baton.greenchannel;

import java.util.List;

/** The steps that an exception can be asked for, as the module that runs them knows them. */
public interface SkippableSteps {

    /** One step, with its names for people. */
    record Known(String key, String nameZh, String nameEn) {}

    /** For which kind of exception these can be named. */
    Purpose purpose();

    List<Known> steps();
}
