package io.pgtwin.sink.progress;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import io.pgtwin.common.model.Lsn;

/**
 * How far the target has come.
 *
 * @param progress of every partition that was asked for
 * @param consistent where the target's tables are the source as it was; empty where they are not, or nobody asks
 */
public record TargetState(Map<TopicPartition, Progress> progress, Optional<Lsn> consistent) {}
