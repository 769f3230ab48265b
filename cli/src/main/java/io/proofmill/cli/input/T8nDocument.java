package io.proofmill.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.T8nReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A `t8n` folder as the one document that a job takes: `{"t8n": {"alloc", "env", "txs",
/// "config"}}`.
public final class T8nDocument {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private T8nDocument() {}

  /// The document of a folder that has been read as `input` with these overrides; they are in the
  /// document's config.
  public static ObjectNode of(Path folder, BatchInput input, Overrides overrides)
      throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.set("alloc", json(folder.resolve(T8nReader.ALLOC)));
    document.set("env", json(folder.resolve(T8nReader.ENV)));
    Path rlp = folder.resolve(T8nReader.TXS_RLP);
    if (Files.exists(rlp)) {
      document.put("txs", hex(Files.readAllBytes(rlp)));
    } else {
      JsonNode txs = json(folder.resolve(T8nReader.TXS_JSON));
      document.set("txs", txs.isNull() ? JSON.createArrayNode() : txs);
    }
    Path configFile = folder.resolve(T8nReader.CONFIG);
    ObjectNode config =
        Files.exists(configFile) && json(configFile) instanceof ObjectNode object
            ? object
            : JSON.createObjectNode();
    if (overrides.fork().isPresent()) {
      config.put("fork", input.fork().toString());
    }
    if (overrides.chainId().isPresent()) {
      config.put("chainId", overrides.chainId().getAsLong());
    }
    document.set("config", config);
    return JSON.createObjectNode().set("t8n", document);
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      // It was readable a moment ago.
      throw new CommandFailure(
          ExitCode.UNREADABLE, file.toString(), "no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// The forms that [T8nReader] takes: RLP bytes, hexadecimal digits, or those in quotes.
  static String hex(byte[] content) {
    if (content[0] < 0) {
      return "0x" + HexFormat.of().formatHex(content);
    }
    String text = new String(content, StandardCharsets.US_ASCII).strip().replace("\"", "");
    return text.startsWith("0x") ? text : "0x" + text;
  }
}
