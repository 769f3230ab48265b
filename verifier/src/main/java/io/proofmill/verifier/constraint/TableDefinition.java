package io.proofmill.verifier.constraint;

/// A table as its author writes it: a typed layout of columns and the constraints over them. The
/// layout is the specification; [#compile] turns it into data.
///
/// @param <C> the layout: a class or record holding the table's [Column]s
public interface TableDefinition<C> {
  /// The table's name, as in `docs/circuits`.
  String name();

  /// The largest degree of a constraint: 2, 3 or 5.
  int degree();

  /// How many columns share one commitment: 1, 2, 4, 8 or 16.
  int packing();

  /// Declares the columns, in order.
  C layout(TableBuilder t);

  /// Declares constraints and bus messages over the layout.
  void constrain(TableBuilder t, C c);

  /// Runs the definition once, symbolically.
  default DefinedTable<C> compile() {
    TableBuilder builder = new TableBuilder(name(), degree(), packing());
    C columns = layout(builder);
    constrain(builder, columns);
    return new DefinedTable<>(builder.build(), columns);
  }
}
