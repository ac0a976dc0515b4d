package dev.baton.staff;

/** A sales region, for example {@code east} / 华东. */
public record Region(String code, String nameZh, String nameEn) {}
