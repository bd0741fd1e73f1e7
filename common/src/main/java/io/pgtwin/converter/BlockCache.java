package io.pgtwin.converter;

import java.util.Arrays;
import java.util.zip.CRC32C;

import org.apache.kafka.connect.data.Schema;

/**
 * The latest schema blocks, so that reading one again costs a comparison and gives the identical schema: consumers keep
 * what they know about a schema by its identity. A hit allocates nothing.
 *
 * <p>The last block is compared first. Otherwise the checksum of the block chooses a slot of an array; a block that
 * meets another one in all the slots it may use replaces the first of them.
 */
final class BlockCache {
    /** One task seldom sees as many tables. */
    private static final int CAPACITY = 8192;
    private static final int WAYS = 8;

    private final Block[] slots = new Block[CAPACITY];
    private final CRC32C checksum = new CRC32C();
    private Block last;

    /** Takes the block that starts at the cursor's position. */
    Block read(ByteCursor in, int length) {
        if (last == null || !last.matches(in.record(), in.position(), length)) {
            last = find(in, length);
        }
        in.skip(length);
        return last;
    }

    private Block find(ByteCursor in, int length) {
        int home = home(in, length);
        int free = home;
        for (int i = WAYS - 1; i >= 0; i--) {
            int slot = home ^ i;
            Block block = slots[slot];
            if (block == null) {
                free = slot;
            } else if (block.matches(in.record(), in.position(), length)) {
                return block;
            }
        }
        slots[free] = parse(in, length);
        return slots[free];
    }

    private int home(ByteCursor in, int length) {
        checksum.reset();
        checksum.update(in.record(), in.position(), length);
        return (int) checksum.getValue() & (CAPACITY - 1);
    }

    private static Block parse(ByteCursor in, int length) {
        int start = in.position();
        Schema schema = SchemaBlock.read(in);
        if (in.position() != start + length) {
            throw in.malformed("the schema block does not have the length " + length + " that it says");
        }
        in.skip(-length);
        return new Block(Arrays.copyOfRange(in.record(), start, start + length), schema, ValueCodec.of(schema));
    }
}
