package io.pgtwin.benchmarks.systems;

import java.util.Set;

import io.pgtwin.benchmarks.data.Databases;

/** A system that brings a source's rows, and perhaps its changes, to a target. */
public interface Contestant {
    /** As on the command line and in the results. */
    String name();

    /** What it is, and how it is set up, in a sentence for the results. */
    String description();

    Set<Ability> abilities();

    /** Begins with a pair of databases; returns when the system has been told. */
    Running begin(Databases databases);
}
