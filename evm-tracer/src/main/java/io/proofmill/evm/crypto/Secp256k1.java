package io.proofmill.evm.crypto;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// Recovers and makes the signatures of transactions. SEC 1, section 4.1.6; nonces by RFC 6979, so
/// signing is deterministic. Not hardened against timing: only example keys are used for signing.
public final class Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  /// The order of the group.
  public static final BigInteger ORDER = CURVE.getN();

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private Secp256k1() {}

  /// The address whose key signed `hash`, under the rules of transactions: 0 < r < n and 0 < s ≤
  /// n/2 (EIP-2).
  public static Recovery recover(Hash32 hash, Signature signature) {
    BigInteger r = signature.r().toBigInteger();
    BigInteger s = signature.s().toBigInteger();
    if (r.signum() == 0) {
      return new Recovery.Refused(SignatureFault.R_ZERO);
    }
    if (r.compareTo(ORDER) >= 0) {
      return new Recovery.Refused(SignatureFault.R_TOO_LARGE);
    }
    if (s.signum() == 0) {
      return new Recovery.Refused(SignatureFault.S_ZERO);
    }
    if (s.compareTo(HALF_ORDER) > 0) {
      return new Recovery.Refused(SignatureFault.S_TOO_LARGE);
    }
    ECPoint nonce = pointWithX(r, signature.yParity() == 1);
    if (nonce == null) {
      return new Recovery.Refused(SignatureFault.R_NOT_ON_CURVE);
    }
    // Q = r⁻¹ (s·R − z·G)
    BigInteger inverse = r.modInverse(ORDER);
    BigInteger z = hash.toWord().toBigInteger();
    BigInteger u1 = z.negate().multiply(inverse).mod(ORDER);
    BigInteger u2 = s.multiply(inverse).mod(ORDER);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, nonce, u2).normalize();
    return key.isInfinity()
        ? new Recovery.Refused(SignatureFault.RECOVERS_INFINITY)
        : new Recovery.Signer(address(key));
  }

  /// Whether a number is a private key: 0 < key < n.
  public static boolean isPrivateKey(Word key) {
    return !key.isZero() && key.toBigInteger().compareTo(ORDER) < 0;
  }

  /// The address of a private key.
  public static Address addressOf(Word privateKey) {
    return address(timesGenerator(privateKey.toBigInteger()));
  }

  /// The signature of `hash` with low s.
  public static Signature sign(Hash32 hash, Word privateKey) {
    if (!isPrivateKey(privateKey)) {
      throw new IllegalArgumentException("not a private key");
    }
    BigInteger d = privateKey.toBigInteger();
    BigInteger z = hash.toWord().toBigInteger();
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, d, hash.toBytes());
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = timesGenerator(k);
      BigInteger r = point.getAffineXCoord().toBigInteger();
      // x ≥ n would need a third recovery bit, which transactions lack.
      if (r.signum() == 0 || r.compareTo(ORDER) >= 0) {
        continue;
      }
      BigInteger s = k.modInverse(ORDER).multiply(z.add(r.multiply(d))).mod(ORDER);
      if (s.signum() == 0) {
        continue;
      }
      int parity = point.getAffineYCoord().testBitZero() ? 1 : 0;
      if (s.compareTo(HALF_ORDER) > 0) {
        s = ORDER.subtract(s);
        parity = 1 - parity;
      }
      return new Signature(parity, Word.of(r), Word.of(s));
    }
  }

  private static ECPoint timesGenerator(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
  }

  /// The point with this x-coordinate and parity of y, null when x³ + 7 is no square.
  private static ECPoint pointWithX(BigInteger x, boolean odd) {
    ECFieldElement fieldX = CURVE.getCurve().fromBigInteger(x);
    ECFieldElement y = fieldX.square().multiply(fieldX).add(CURVE.getCurve().getB()).sqrt();
    if (y == null) {
      return null;
    }
    // x³ = −7 has no root in this field, so y ≠ 0 and exactly one of y, −y is odd.
    return CURVE
        .getCurve()
        .createPoint(x, (y.testBitZero() == odd ? y : y.negate()).toBigInteger());
  }

  private static Address address(ECPoint key) {
    byte[] encoded = key.getEncoded(false);
    Hash32 hash = Hash32.keccak(Arrays.copyOfRange(encoded, 1, encoded.length));
    return Address.of(hash.toWord());
  }
}
