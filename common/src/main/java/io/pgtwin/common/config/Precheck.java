package io.pgtwin.common.config;

/** What a finding of a live check does. */
public enum Precheck { FAIL, WARN, OFF }
