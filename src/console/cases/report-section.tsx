/** What was told, as a list to read and a form to correct it. */
import type { Report } from '../../core/report.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { Page } from '../page.ts'
import { ActForm, Choose, type Desk, Field } from './case-forms.tsx'
import { d, shown } from './case-words.ts'
import { CHOICES, reportLines } from './report-words.ts'

export interface ReportProps {
  readonly desk: Desk
  readonly report: Report
  readonly place: string | null
  readonly communes: readonly CommuneChoice[] | null
}

export function ReportSection({ desk, report, place, communes }: ReportProps) {
  const { page } = desk
  const lines = reportLines(page, report, place)
  return (
    <section aria-labelledby="report">
      <h2 id="report">{d(page, 'section.report')}</h2>
      {lines.length === 0 ? (
        <p class="soft">{d(page, 'report.empty')}</p>
      ) : (
        <dl>
          {lines.map(({ id, label, value }) => (
            <>
              <dt>{label}</dt>
              <dd data-report={id}>{value}</dd>
            </>
          ))}
        </dl>
      )}
      {desk.mayWork && (
        <details>
          <summary>{d(page, 'report.edit')}</summary>
          <ActForm desk={desk} act="edit" id="edit-report" look="form">
            <ReportFields page={page} report={report} communes={communes} place={place} />
          </ActForm>
        </details>
      )}
    </section>
  )
}

const clean = (text: string | undefined) => (text === undefined ? undefined : shown(text))

const COUNTS = ['people', 'dead', 'missing', 'hurt'] as const

/** The fields of a report; an empty one means: not known. `read-report.ts` reads them. */
export function ReportFields(props: {
  readonly page: Page
  readonly report: Report
  readonly communes: readonly CommuneChoice[] | null
  readonly place: string | null
}) {
  const { page, report, communes, place } = props
  const empty = d(page, 'not_known')
  const choose = (name: 'hazard' | 'house' | 'class', chosen: string | undefined) => (
    <Choose
      label={d(page, `report.${name}`)}
      name={name}
      values={CHOICES[name]}
      words={(value) => d(page, `${name}.${value}`)}
      chosen={chosen}
      empty={empty}
    />
  )
  const supply = (name: 'food' | 'water') => (
    <Choose
      label={d(page, `report.${name}`)}
      name={name}
      values={CHOICES.supply}
      words={(value) => d(page, `supply.${value}`)}
      chosen={report[name]}
      empty={empty}
    />
  )
  const yesNo = (name: 'nowhereToLive' | 'difficult') => (
    <Choose
      label={d(page, `report.${name}`)}
      name={name}
      values={['yes', 'no']}
      words={(value) => d(page, value)}
      chosen={report[name] === undefined ? undefined : report[name] ? 'yes' : 'no'}
      empty={empty}
    />
  )
  return (
    <>
      <Field label={d(page, 'report.name')} name="name" value={clean(report.name)} maxlength={80} />
      {communes === null ? (
        <Field label={d(page, 'report.commune')} name="commune" value={report.commune ?? place ?? ''} maxlength={80} />
      ) : (
        <Choose
          label={d(page, 'report.commune')}
          name="commune"
          values={communes.map(({ code }) => code)}
          words={(code) => communes.find((one) => one.code === code)?.name ?? code}
          chosen={report.commune}
          empty={
            report.commune === undefined || communes.some(({ code }) => code === report.commune)
              ? empty
              : (place ?? empty)
          }
        />
      )}
      <Field label={d(page, 'report.village')} name="village" value={clean(report.village)} maxlength={120} />
      {choose('hazard', report.hazard)}
      <Field label={d(page, 'report.happenedOn')} name="happenedOn" type="date" value={report.happenedOn} />
      {COUNTS.map((name) => (
        <Field label={d(page, `report.${name}`)} name={name} type="number" min={0} max={60} value={report[name]} />
      ))}
      <fieldset>
        <legend>{d(page, 'report.vulnerable')}</legend>
        <ul class="checks">
          {CHOICES.vulnerable.map((value) => (
            <li>
              <label class="check">
                <input
                  type="checkbox"
                  name="vulnerable"
                  value={value}
                  checked={report.vulnerable?.includes(value) ?? false}
                />
                <span>{d(page, `vulnerable.${value}`)}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {choose('house', report.house)}
      {yesNo('nowhereToLive')}
      {supply('food')}
      {supply('water')}
      {choose('class', report.class)}
      {yesNo('difficult')}
      <CropFields page={page} report={report} />
    </>
  )
}

/** Fields as told, and one more line for another. */
function CropFields({ page, report }: { readonly page: Page; readonly report: Report }) {
  const rows = [...(report.crops ?? []), {}].slice(0, 6)
  return (
    <fieldset>
      <legend>{d(page, 'report.crops')}</legend>
      {rows.map((crop, i) => (
        <div class="pair">
          <Choose
            label={d(page, 'crop_kind')}
            name={`crop${i}_kind`}
            values={CHOICES.crop}
            words={(value) => d(page, `crop.${value}`)}
            chosen={crop.kind}
            empty="–"
          />
          <Field
            label={d(page, 'crop_ha')}
            name={`crop${i}_ha`}
            type="number"
            min={0}
            max={1000}
            step="0.001"
            value={crop.area_ha}
          />
          <Field
            label={d(page, 'crop_percent')}
            name={`crop${i}_lost`}
            type="number"
            min={0}
            max={100}
            value={crop.lost_percent}
          />
          <Field
            label={d(page, 'crop_sown')}
            name={`crop${i}_days`}
            type="number"
            min={0}
            max={400}
            value={crop.days_since_sowing}
          />
        </div>
      ))}
    </fieldset>
  )
}
