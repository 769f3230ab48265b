package io.proofmill.evm.fork;

/// Paris, September 2022: proof of stake (EIP-3675).
final class Paris {
  static final ForkRules RULES = London.RULES.next("Paris").proofOfStake().build();

  private Paris() {}
}
