/** Conditions as nested lists: all of, one of, not; each with the citizen's words, then the exact test in small print. */
import type { ConditionView, FactTest } from '../../service/law-pages-conditions.ts'
import type { Page } from '../page.ts'
import { factName, figureName, figureText, optionName } from '../words.ts'
import { Sources } from './marks.tsx'

export function ConditionTree({ page, conditions }: { page: Page; conditions: readonly ConditionView[] }) {
  return (
    <ol class="tree">
      {conditions.map((condition) => (
        <Condition page={page} condition={condition} />
      ))}
    </ol>
  )
}

function Condition({ page, condition }: { page: Page; condition: ConditionView }) {
  return (
    <li>
      {condition.text && <p class="said">{page.say(condition.text)}</p>}
      <Exact page={page} condition={condition} />
      {condition.sources.length > 0 && <Sources page={page} sources={condition.sources} />}
    </li>
  )
}

function Exact({ page, condition }: { page: Page; condition: ConditionView }) {
  if (condition.kind === 'test')
    return (
      <p class="test">
        {factName(page, condition.fact)}: {testText(page, condition)} <code>{condition.fact}</code>
      </p>
    )
  return (
    <div class={`group ${condition.kind}`}>
      <p class="how">{page.t(`tree.${condition.kind}`)}</p>
      <ul>
        {condition.parts.map((part) => (
          <Condition page={page} condition={part} />
        ))}
      </ul>
    </div>
  )
}

function testText(page: Page, { fact, type, test }: Extract<ConditionView, { kind: 'test' }>): string {
  if ('values' in test) {
    const values = test.values.map((value) =>
      typeof value === 'boolean' ? page.t(value ? 'tree.yes' : 'tree.no') : optionName(page, fact, String(value)),
    )
    return page.t(`tree.${test.how}`, { values: values.join(` ${page.t('tree.or')} `) })
  }
  return page.t(`tree.${test.how}`, { limit: limitText(page, type, test.limit) })
}

/** `dưới 540.000 đ/tháng (mức hưu trí xã hội)`. */
function limitText(page: Page, type: string, limit: Extract<FactTest, { limit: unknown }>['limit']): string {
  if ('parameter' in limit)
    return page.t('tree.figure', {
      value: figureText(page, limit.unit, limit.value),
      name: figureName(page, limit.parameter),
    })
  return figureText(page, type === 'money' ? 'vnd' : type === 'age' ? 'age' : 'plain', limit.value)
}
