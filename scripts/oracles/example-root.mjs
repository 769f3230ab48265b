// Executes a t8n folder with @ethereumjs/vm and prints the roots it comes to: an answer that is not
// ours for evm-tracer's ExampleGeneratorTest.
//   npm install @ethereumjs/vm@10.1.3 && node example-root.mjs ../../examples/eth-transfers
import { readFileSync } from 'node:fs'
import { createBlock, genTransactionsTrieRoot } from '@ethereumjs/block'
import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { createTx } from '@ethereumjs/tx'
import { Account, createAddressFromString, hexToBytes, bytesToHex } from '@ethereumjs/util'
import { createVM, runTx } from '@ethereumjs/vm'
import { MerkleStateManager } from '@ethereumjs/statemanager'
import { createMPT } from '@ethereumjs/mpt'

const folder = process.argv[2]
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
const [alloc, env, txs, config] = ['alloc', 'env', 'txs', 'config'].map(read)
const common = new Common({
  chain: { ...Mainnet, chainId: config.chainId },
  hardfork: Hardfork[config.fork],
})
const even = (hex) => (hex.length % 2 ? '0x0' + hex.slice(2) : hex)
const stateManager = new MerkleStateManager({ common, trie: await createMPT({ useKeyHashing: true }) })
const vm = await createVM({ common, stateManager })
for (const [key, value] of Object.entries(alloc)) {
  const address = createAddressFromString(key)
  await stateManager.putAccount(address, new Account(BigInt(value.nonce ?? 0), BigInt(value.balance)))
  if (value.code) await stateManager.putCode(address, hexToBytes(value.code))
  for (const [slot, word] of Object.entries(value.storage ?? {})) {
    const padded = hexToBytes('0x' + slot.slice(2).padStart(64, '0'))
    await stateManager.putStorage(address, padded, hexToBytes(even(word)))
  }
}
const block = createBlock(
  {
    header: {
      coinbase: env.currentCoinbase,
      number: BigInt(env.currentNumber),
      timestamp: BigInt(env.currentTimestamp),
      gasLimit: BigInt(env.currentGasLimit),
      baseFeePerGas: BigInt(env.currentBaseFee),
      mixHash: env.currentRandom,
      excessBlobGas: 0n,
      blobGasUsed: 0n,
    },
  },
  { common, skipConsensusFormatValidation: true },
)
console.log('preStateRoot ', bytesToHex(await stateManager.getStateRoot()))
let gas = 0n
const transactions = []
for (const json of txs) {
  const tx = createTx({ ...json, gasLimit: json.gas, data: json.input }, { common })
  const result = await runTx(vm, { tx, block })
  gas += result.totalGasSpent
  transactions.push(tx)
}
console.log('postStateRoot', bytesToHex(await stateManager.getStateRoot()))
console.log('gasUsed      ', gas.toString())
console.log('txRoot       ', bytesToHex(await genTransactionsTrieRoot(transactions)))
