package io.pgtwin.converter;

import org.apache.kafka.connect.data.SchemaAndValue;

/** Reads whole records, and remembers what it made of a schema block. */
final class RecordReader {
    private final ByteCursor in = new ByteCursor();
    private final BlockCache blocks = new BlockCache();

    synchronized SchemaAndValue read(String topic, byte[] record) {
        in.start(topic, record);
        try {
            return read();
        } finally {
            in.clear();
        }
    }

    private SchemaAndValue read() {
        refuseOtherVersions();
        int length = in.count("the length of the schema block");
        if (length == RecordWriter.NO_BLOCK) {
            Object value = SchemalessCodec.read(in);
            in.end();
            return new SchemaAndValue(null, value);
        }
        Block block = blocks.read(in, length);
        Object value = block.values().read(in);
        in.end();
        return new SchemaAndValue(block.schema(), value);
    }

    private void refuseOtherVersions() {
        int version = in.int8("the format version");
        if (version != RecordWriter.FORMAT_VERSION) {
            throw in.malformed("the format version is " + version + ", and this converter knows only "
                    + RecordWriter.FORMAT_VERSION);
        }
    }
}
