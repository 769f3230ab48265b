package io.proofmill.proofsystem.trace;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The main columns of a shard as bytes, for a worker that did not trace them. Per column: how many
/// leading rows it has until only zeros follow, how many bytes its largest cell takes, then its
/// cells, big-endian. Fixed columns belong to the key and do not travel.
public final class WitnessCodec {
  private static final int MAGIC = 0x706d7731; // pmw1

  private WitnessCodec() {}

  public static byte[] encode(List<TableWitness> shard) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeShort(shard.size());
      for (TableWitness table : shard) {
        out.writeByte(table.logHeight());
        out.writeShort(table.main().size());
        for (FrVector column : table.main()) {
          writeColumn(column, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void writeColumn(FrVector column, DataOutputStream out) throws IOException {
    int rows = column.length();
    while (rows > 0 && column.isZero(rows - 1)) {
      rows--;
    }
    List<byte[]> cells = new ArrayList<>(rows);
    int width = 0;
    for (int i = 0; i < rows; i++) {
      byte[] cell = column.get(i).toBytes();
      int leadingZeros = 0;
      while (leadingZeros < cell.length && cell[leadingZeros] == 0) {
        leadingZeros++;
      }
      width = Math.max(width, cell.length - leadingZeros);
      cells.add(cell);
    }
    out.writeInt(rows);
    out.writeByte(width);
    for (byte[] cell : cells) {
      out.write(cell, cell.length - width, width);
    }
  }

  /// Fills the main columns of `shard`, whose tables fix the shape; an [IOException] says where the
  /// bytes do not fit it.
  public static void decode(byte[] encoded, List<TableWitness> shard) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    if (in.readInt() != MAGIC) {
      throw new IOException("not a shard witness");
    }
    requireEqual("tables", shard.size(), in.readUnsignedShort());
    for (TableWitness table : shard) {
      String name = table.air().name();
      requireEqual("log height of " + name, table.logHeight(), in.readUnsignedByte());
      requireEqual("columns of " + name, table.main().size(), in.readUnsignedShort());
      for (FrVector column : table.main()) {
        readColumn(column, name, in);
      }
    }
    if (in.read() >= 0) {
      throw new IOException("bytes after the last column");
    }
  }

  private static void readColumn(FrVector column, String name, DataInputStream in)
      throws IOException {
    int rows = in.readInt();
    int width = in.readUnsignedByte();
    if (rows < 0 || rows > column.length() || width > 32) {
      throw new IOException("a column of " + name + " with " + rows + " cells of " + width);
    }
    byte[] cell = new byte[32];
    for (int i = 0; i < rows; i++) {
      in.readFully(cell, 32 - width, width);
      column.set(
          i,
          FrElement.fromCanonicalBytes(cell, 0)
              .orElseThrow(() -> new IOException("a cell of " + name + " is not below r")));
    }
    for (int i = rows; i < column.length(); i++) {
      column.set(i, FrElement.ZERO);
    }
  }

  private static void requireEqual(String what, int expected, int found) throws IOException {
    if (expected != found) {
      throw new IOException(what + ": " + expected + " expected, not " + found);
    }
  }
}
