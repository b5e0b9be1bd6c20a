/** Multinomial logistic regression over hashed features: trained when content is built, int8 weights at run time. Deterministic. */
import { fromBase64, toBase64 } from './base64.ts'
import { BUCKETS } from './features.ts'

/** One training line: its features and the index of its class. */
export interface Example {
  readonly features: readonly number[]
  readonly label: number
}

/** Weights as they travel in JSON: row per bucket, one signed byte a class, base64. */
export interface ModelData {
  readonly classes: number
  readonly scale: number
  readonly bias: readonly number[]
  readonly idf: string
  readonly weights: string
}

export interface Model {
  /** Probability of each class; they add up to 1. */
  readonly probabilities: (features: readonly number[]) => Float64Array
}

const EPOCHS = 8
const RATE = 0.6
const SETTLED = 0.002
/** Share of every weight forgotten after each round: what one sentence alone taught fades, and doubt is told as doubt. */
const FADE = 0.02
/** Least and greatest weight of a feature: one seen everywhere says little. */
const IDF_STEPS = 255 / 8

/** Adagrad in a fixed order, so that the same lines always give the same weights. */
export function train(examples: readonly Example[], classes: number): ModelData {
  const idf = idfOf(examples)
  const weights = new Float64Array(BUCKETS * classes)
  const squares = new Float64Array(BUCKETS * classes).fill(0.05)
  const bias = new Float64Array(classes)
  const vectors = examples.map((example) => vectorOf(example.features, idf))
  const stride = strideFor(examples.length)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let turn = 0, at = epoch; turn < examples.length; turn++, at += stride) {
      const vector = vectors[at % examples.length]
      const example = examples[at % examples.length]
      if (vector && example) learn(vector, example.label, weights, squares, bias)
    }
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - FADE)
  }
  return pack(weights, bias, idf, classes)
}

/** One step; classes that are all but right already are left alone, which is most of the time saved. */
function learn(vector: Vector, label: number, weights: Float64Array, squares: Float64Array, bias: Float64Array): void {
  const classes = bias.length
  const errors = softmax(vector, 1, weights, bias)
  errors[label] = (errors[label] ?? 0) - 1
  const wrong: number[] = []
  for (let k = 0; k < classes; k++) {
    const error = errors[k] ?? 0
    if (Math.abs(error) < SETTLED) continue
    bias[k] = (bias[k] ?? 0) - 0.02 * error
    wrong.push(k)
  }
  if (wrong.length === 0) return
  const { buckets, values } = vector
  // Row by row: the weights of one bucket lie side by side.
  for (let i = 0; i < buckets.length; i++) {
    const row = (buckets[i] ?? 0) * classes
    const value = values[i] ?? 0
    for (const k of wrong) {
      const cell = row + k
      const gradient = (errors[k] ?? 0) * value
      const square = (squares[cell] ?? 0) + gradient * gradient
      squares[cell] = square
      weights[cell] = (weights[cell] ?? 0) - (RATE * gradient) / Math.sqrt(square)
    }
  }
}

/** Unpacks weights; throws RangeError when they are not for this many buckets. */
export function openModel(data: ModelData): Model {
  const bytes = fromBase64(data.weights)
  const idfBytes = fromBase64(data.idf)
  if (bytes.length !== BUCKETS * data.classes || idfBytes.length !== BUCKETS)
    throw new RangeError('language weights do not fit this program: run npm run content')
  const weights = new Int8Array(bytes.buffer)
  const idf = Float64Array.from(idfBytes, (byte) => byte / IDF_STEPS)
  const bias = Float64Array.from(data.bias)
  return {
    probabilities: (features) => softmax(vectorOf(features, idf), data.scale, weights, bias),
  }
}

/** A message as unit vector: buckets and their values side by side. */
interface Vector {
  readonly buckets: Int32Array
  readonly values: Float64Array
}

function softmax(vector: Vector, scale: number, weights: Float64Array | Int8Array, bias: Float64Array): Float64Array {
  const classes = bias.length
  const scores = Float64Array.from(bias)
  const { buckets, values } = vector
  for (let i = 0; i < buckets.length; i++) {
    const row = (buckets[i] ?? 0) * classes
    const value = (values[i] ?? 0) * scale
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) + value * (weights[row + k] ?? 0)
  }
  const top = Math.max(...scores)
  let sum = 0
  for (let k = 0; k < classes; k++) {
    const power = Math.exp((scores[k] ?? 0) - top)
    scores[k] = power
    sum += power
  }
  for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) / sum
  return scores
}

/** Length 1 after weighing, so that long stories do not shout. */
function vectorOf(features: readonly number[], idf: Float64Array): Vector {
  let square = 0
  for (const bucket of features) square += (idf[bucket] ?? 0) ** 2
  const length = Math.sqrt(square) || 1
  const buckets = Int32Array.from(features)
  const values = new Float64Array(buckets.length)
  for (let i = 0; i < values.length; i++) values[i] = (idf[buckets[i] ?? 0] ?? 0) / length
  return { buckets, values }
}

function idfOf(examples: readonly Example[]): Float64Array {
  const counts = new Float64Array(BUCKETS)
  for (const example of examples) for (const bucket of example.features) counts[bucket] = (counts[bucket] ?? 0) + 1
  return counts.map(
    (count) =>
      Math.round(Math.min(7.9, count === 0 ? 1 : 1 + Math.log(examples.length / count)) * IDF_STEPS) / IDF_STEPS,
  )
}

function pack(weights: Float64Array, bias: Float64Array, idf: Float64Array, classes: number): ModelData {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = most / 127 || 1
  const bytes = new Uint8Array(weights.length)
  for (const [at, weight] of weights.entries()) bytes[at] = Math.round(weight / scale) & 0xff
  const idfBytes = Uint8Array.from(idf, (value) => Math.round(value * IDF_STEPS))
  return {
    classes,
    scale: Number(scale.toPrecision(8)),
    bias: [...bias].map((value) => Number(value.toFixed(5))),
    idf: toBase64(idfBytes),
    weights: toBase64(bytes),
  }
}

function strideFor(count: number): number {
  for (let stride = Math.floor(count * 0.618) + 1; ; stride++) if (gcd(stride, count) === 1) return stride
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
