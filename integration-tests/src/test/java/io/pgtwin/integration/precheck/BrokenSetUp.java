package io.pgtwin.integration.precheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.CheckResult.Status;

/**
 * One way to break a set-up, the one finding that it must lead to, and how it is mended: by the finding's own
 * statements unless it is said otherwise.
 */
final class BrokenSetUp {
    /** What has to be run where, or set. */
    interface Step extends Consumer<SetUp> {}

    private final String name;
    private final List<Step> breaking = new ArrayList<>();
    private final List<Step> mending = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Status status = Status.FAILED;
    private String check;
    private String option;
    private boolean mendedInTarget;

    private BrokenSetUp(String name) {
        this.name = name;
    }

    static BrokenSetUp with(String name) {
        return new BrokenSetUp(name);
    }

    BrokenSetUp source(String sql) {
        return step(setUp -> setUp.onSource(sql));
    }

    BrokenSetUp target(String sql) {
        return step(setUp -> setUp.onTarget(sql));
    }

    BrokenSetUp sourceOption(String set, String value) {
        return step(setUp -> setUp.setSource(set, value));
    }

    BrokenSetUp sinkOption(String set, String value) {
        return step(setUp -> setUp.setSink(set, value));
    }

    BrokenSetUp step(Step step) {
        breaking.add(step);
        return this;
    }

    /** @param expected parts of the finding's message */
    BrokenSetUp fails(String expectedCheck, String expectedOption, String... expected) {
        check = expectedCheck;
        option = expectedOption;
        words.addAll(List.of(expected));
        return this;
    }

    BrokenSetUp warns(String expectedCheck, String expectedOption, String... expected) {
        status = Status.WARNING;
        return fails(expectedCheck, expectedOption, expected);
    }

    /** The finding's statements are for the target. */
    BrokenSetUp mendedInTarget() {
        mendedInTarget = true;
        return this;
    }

    /** By a statement that stands in the message's words. */
    BrokenSetUp mendedByWords(String sql) {
        words.add(sql);
        mending.add(setUp -> setUp.onSource(sql));
        return this;
    }

    /** By what the message says about options. */
    BrokenSetUp mendedBySource(String set, String value) {
        mending.add(setUp -> setUp.setSource(set, value));
        return this;
    }

    BrokenSetUp mendedBySink(String set, String value) {
        mending.add(setUp -> setUp.setSink(set, value));
        return this;
    }

    void breakIt(SetUp setUp) {
        breaking.forEach(step -> step.accept(setUp));
    }

    void mend(SetUp setUp, CheckResult finding) {
        mending.forEach(step -> step.accept(setUp));
        if (mending.isEmpty()) {
            SetUp.run(finding.sql(), mendedInTarget ? setUp.target() : setUp.source());
        }
    }

    boolean isMendedBySql() {
        return mending.isEmpty();
    }

    String check() {
        return check;
    }

    /** Whether it is the finding that this must lead to. */
    boolean isMeant(CheckResult finding) {
        return finding.check().equals(check) && finding.option().equals(option) && finding.status() == status;
    }

    String[] words(SetUp setUp) {
        return words.stream().map(setUp::resolved).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
