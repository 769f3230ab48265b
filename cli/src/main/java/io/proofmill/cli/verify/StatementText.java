package io.proofmill.cli.verify;

import io.proofmill.verifier.statement.ForkId;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A statement for people: its fields by the names they have in a proof file, numbers in decimal.
final class StatementText {
  /// A field of the statement.
  enum Field {
    PROTOCOL_VERSION("protocolVersion", s -> BigInteger.valueOf(s.protocolVersion())),
    FORK("fork", s -> BigInteger.valueOf(s.fork())),
    CHAIN_ID("chainId", Statement::chainId),
    FIRST_BLOCK("firstBlock", Statement::firstBlock),
    LAST_BLOCK("lastBlock", Statement::lastBlock),
    PARENT_BLOCK_HASH("parentBlockHash", Statement::parentBlockHash),
    LAST_BLOCK_HASH("lastBlockHash", Statement::lastBlockHash),
    PRE_STATE_ROOT("preStateRoot", Statement::preStateRoot),
    POST_STATE_ROOT("postStateRoot", Statement::postStateRoot),
    DATA_COMMITMENT("dataCommitment", Statement::dataCommitment),
    VK_TREE_ROOT("vkTreeRoot", Statement::vkTreeRoot);

    private final String jsonName;

    /// Gives a [BigInteger] or a [Bytes32].
    private final Function<Statement, Object> getter;

    Field(String jsonName, Function<Statement, Object> getter) {
      this.jsonName = jsonName;
      this.getter = getter;
    }

    String jsonName() {
      return jsonName;
    }

    static Optional<Field> ofName(String name) {
      return Arrays.stream(values()).filter(field -> field.jsonName.equals(name)).findFirst();
    }

    /// The value as it is printed.
    String show(Statement statement) {
      Object value = getter.apply(statement);
      if (this == FORK) {
        return ForkId.ofNumber(statement.fork()).map(ForkId::forkName).orElse(value.toString());
      }
      return value instanceof Bytes32 word ? word.toHex() : value.toString();
    }

    /// Whether the value is the one that `text` stands for: 32 bytes in hexadecimal for any field,
    /// a decimal number for a number, a fork's name.
    ///
    /// @throws IllegalArgumentException if `text` cannot stand for a value of this field
    boolean matches(Statement statement, String text) {
      return integer(getter.apply(statement)).equals(parse(text));
    }

    /// The value that `text` stands for, 32-byte values as integers.
    BigInteger parse(String text) {
      if (this == FORK && ForkId.ofName(text).isPresent()) {
        return BigInteger.valueOf(ForkId.ofName(text).get().number());
      }
      if (text.matches("0x[0-9a-fA-F]{64}")) {
        return new BigInteger(1, HexFormat.of().parseHex(text, 2, text.length()));
      }
      if (ordinal() <= LAST_BLOCK.ordinal() && text.matches("[0-9]{1,39}")) {
        return new BigInteger(text);
      }
      throw new IllegalArgumentException("'" + text + "' is not a value of " + jsonName);
    }

    private static BigInteger integer(Object value) {
      return value instanceof Bytes32 word ? new BigInteger(1, word.toBytes()) : (BigInteger) value;
    }
  }

  private StatementText() {}

  /// One line per field, and one for the assumptions.
  static List<String> lines(Statement statement, List<String> assumptions) {
    List<String> lines =
        new ArrayList<>(
            Arrays.stream(Field.values())
                .map(field -> line(field.jsonName(), field.show(statement)))
                .toList());
    lines.add(line("assumptions", assumptions.isEmpty() ? "none" : String.join(", ", assumptions)));
    return lines;
  }

  private static String line(String name, String value) {
    return "  %-15s  %s".formatted(name, value);
  }
}
