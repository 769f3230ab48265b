package org.hyperledger.besu.ethereum.mainnet;

import java.math.BigInteger;
import org.hyperledger.besu.ethereum.vm.EVM;
import org.hyperledger.besu.ethereum.vm.GasCalculator;

/// Besu's Istanbul EVM, from inside its package: the registry is not public.
public final class BesuIstanbul {
  private BesuIstanbul() {}

  public static EVM evm(GasCalculator gas, BigInteger chainId) {
    return MainnetEvmRegistries.istanbul(gas, chainId);
  }
}
