package io.proofmill.cli.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Sizes as powers of two: `16`, `12,16,20` or `12..20`.
record LogSizes(List<Integer> values) {
  private static final int MAX = 26;

  static final class Converter implements ITypeConverter<LogSizes> {
    @Override
    public LogSizes convert(String text) {
      return new LogSizes(Stream.of(text.split(",", -1)).flatMap(Converter::range).toList());
    }

    private static Stream<Integer> range(String text) {
      int dots = text.indexOf("..");
      int first = number(dots < 0 ? text : text.substring(0, dots));
      int last = dots < 0 ? first : number(text.substring(dots + 2));
      if (first > last) {
        throw new TypeConversionException("'" + text + "' is an empty range");
      }
      return IntStream.rangeClosed(first, last).boxed();
    }

    private static int number(String text) {
      try {
        int value = Integer.parseInt(text);
        if (value >= 0 && value <= MAX) {
          return value;
        }
      } catch (NumberFormatException _) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is not a number from 0 to " + MAX);
    }
  }
}
