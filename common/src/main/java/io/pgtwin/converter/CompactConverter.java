package io.pgtwin.converter;

import java.util.Map;

import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

import io.pgtwin.common.Version;

/**
 * Carries everything Kafka Connect can express, compactly and without a registry. Each record has its schema as a block
 * of bytes and then its value in binary. Blocks of one topic repeat, so batch compression removes nearly all of them,
 * and both sides keep what they made of a block: repeating it costs the writer a lookup and the reader a comparison.
 *
 * <p>For keys, values and headers. It has no options. Equal schemas give equal blocks and equal values equal bytes
 * (entries of maps are sorted), so keys keep their partition. Identical blocks are read as the identical {@link Schema}
 * instance as long as one task meets no more than some thousand different ones. Any thread may call any method.
 *
 * <p>A {@code null} value is {@code null} bytes and back, whatever its schema: a tombstone stays a tombstone.
 * {@code BYTES} are read as {@code byte[]}, also when they were written from a {@code ByteBuffer}. What cannot be
 * written or read is a {@link org.apache.kafka.connect.errors.DataException} that names topic and place, never a value.
 *
 * <h2>Format, version 1</h2>
 * <pre>
 * record    = version:byte=1  length:count  block  value       length is the number of bytes of the block
 *           | version:byte=1  length:count=0  any              data without a schema
 *
 * count     = unsigned LEB128 (7 bits a byte, low bits first, high bit set on all but the last), below 2^31
 * number    = LEB128 of the zigzag form (n &lt;&lt; 1) ^ (n &gt;&gt; 63), at most 64 bits
 * text      = length in bytes:count  UTF-8
 * word      = length in bytes:number  UTF-8                     the length is not negative
 *           | -1 - index:number                                a word of pgtwin's own records, see {@link Words}
 *
 * block     = type:byte  flags:byte
 *             [version:number]                               flag 0x04
 *             [name:word]                                    flag 0x08
 *             [doc:text]                                     flag 0x10
 *             [n:count  n times (name:word  value:word)]     flag 0x20, parameters sorted by name (UTF-16 order)
 *             children
 *             [default:value]                                flag 0x02
 *             flag 0x01 says that the schema is optional; 0x40 and 0x80 are 0
 *           | repeat:byte=13  index:count                    a flat struct that stands earlier in the block
 * </pre>
 * <table>
 * <caption>Types</caption>
 * <tr><th>type</th><th>Connect</th><th>children</th><th>value</th></tr>
 * <tr><td>1, 2, 3, 4</td><td>INT8, INT16, INT32, INT64</td><td></td><td>number</td></tr>
 * <tr><td>5, 6</td><td>FLOAT32, FLOAT64</td><td></td><td>IEEE 754 bits in 4 or 8 bytes, big-endian</td></tr>
 * <tr><td>7</td><td>BOOLEAN</td><td></td><td>byte 0 or 1</td></tr>
 * <tr><td>8</td><td>STRING</td><td></td><td>text</td></tr>
 * <tr><td>9</td><td>BYTES</td><td></td><td>length:count, bytes</td></tr>
 * <tr><td>10</td><td>ARRAY</td><td>block of the elements</td><td>n:count, n items</td></tr>
 * <tr><td>11</td><td>MAP</td><td>block of the keys, block of the values</td>
 *     <td>n:count, n times (key item, value item), sorted by their bytes (unsigned)</td></tr>
 * <tr><td>12</td><td>STRUCT</td><td>n:count, n times (name:word, block)</td>
 *     <td>nulls, then the values of all fields that are not null, in the order of the schema</td></tr>
 * </table>
 * <ul>
 * <li>A flat struct has fields of the types 1 to 9 only. Those of a block count from 0 in the order in which they end;
 *     the
 * second of two equal ones is written as a repeat.</li>
 * <li>An item is the value alone if its schema is required, else byte 0 for null or byte 1 and the value.</li>
 * <li>The nulls of a struct are a bit for each field that may be null, that is, whose schema is optional or has a
 * default value; a set bit means null. The first such field is bit 0x01 of the first byte. Unused bits are 0. A struct
 * without such fields has no nulls, but a struct without any fields is one byte 0, so that no value is empty.</li>
 * <li>A field that is null and has a default value stays null; whoever asks the struct for it gets the default.</li>
 * <li>Connect's logical types (Decimal, Date, Time, Timestamp) are their base types; Decimal is the unscaled value as
 * big-endian two's complement in BYTES. Other names change nothing.</li>
 * </ul>
 * <table>
 * <caption>Data without a schema: any = tag:byte and</caption>
 * <tr><th>tag</th><th>Java</th><th>content</th></tr>
 * <tr><td>0</td><td>null</td><td></td></tr>
 * <tr><td>1 to 9</td><td>Byte, Short, Integer, Long, Float, Double, Boolean, String, byte[]</td>
 *     <td>the value as with a schema of that type</td></tr>
 * <tr><td>10</td><td>List</td><td>n:count, n times any</td></tr>
 * <tr><td>11</td><td>Map</td><td>n:count, n times (key:any, value:any), sorted by their bytes (unsigned)</td></tr>
 * <tr><td>13</td><td>BigInteger</td><td>length:count, big-endian two's complement</td></tr>
 * <tr><td>14</td><td>BigDecimal</td><td>scale:number, then the unscaled value as tag 13</td></tr>
 * <tr><td>15</td><td>java.util.Date</td><td>milliseconds since 1970-01-01 UTC:number</td></tr>
 * </table>
 * Schemas and data without a schema nest at most {@value Nesting#LIMIT} deep.
 */
public final class CompactConverter implements Converter, Versioned {
    private final RecordWriter writer = new RecordWriter();
    private final RecordReader reader = new RecordReader();

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void configure(Map<String, ?> options, boolean isKey) {
        // keys and values have the same format, and there is nothing to choose
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        return value == null ? null : writer.write(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] record) {
        return record == null ? SchemaAndValue.NULL : reader.read(topic, record);
    }
}
