package io.proofmill.evm.input;

/// Text from outside, made fit for a one-line message.
final class Text {
  private static final int SHOWN_CHARACTERS = 80;

  private Text() {}

  /// The first line, without control characters, cut to a readable length.
  static String line(String text) {
    if (text == null) {
      return "no reason given";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && text.charAt(i) != '\n' && out.length() < 200; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return out.toString();
  }

  /// A value in quotes, cut to a readable length.
  static String quoted(String value) {
    String shown =
        value.length() > SHOWN_CHARACTERS ? value.substring(0, SHOWN_CHARACTERS) + "…" : value;
    StringBuilder out = new StringBuilder("\"");
    shown.chars().forEach(c -> out.append(Character.isISOControl(c) ? '?' : (char) c));
    return out.append('"').toString();
  }
}
