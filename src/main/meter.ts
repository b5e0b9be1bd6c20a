/** Metrics in Prometheus text, by prom-client: counters and timings named in the code that counts. Node only. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Meter } from '../service/ports.ts'

export interface PrometheusMeter extends Meter {
  text(): Promise<string>
}

export function prometheusMeter(): PrometheusMeter {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counters = new Map<string, Counter>()
  const timings = new Map<string, Histogram>()
  return {
    count(name, labels = {}) {
      let counter = counters.get(name)
      if (!counter) {
        counter = new Counter({
          name: `la_lanh_${name}`,
          help: name.replaceAll('_', ' '),
          labelNames: Object.keys(labels),
          registers: [registry],
        })
        counters.set(name, counter)
      }
      counter.inc(labels)
    },
    observe(name, seconds, labels = {}) {
      let timing = timings.get(name)
      if (!timing) {
        timing = new Histogram({
          name: `la_lanh_${name}`,
          help: name.replaceAll('_', ' '),
          labelNames: Object.keys(labels),
          registers: [registry],
        })
        timings.set(name, timing)
      }
      timing.observe(labels, seconds)
    },
    text: () => registry.metrics(),
  }
}
