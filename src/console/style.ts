/** How the console looks: tokens, frame, forms, parts, charts; served once and kept by the browser. Classes: docs/console-style.md. */
import { fingerprint } from './fingerprint.ts'
import { FONT_FACES } from './fonts.ts'
import { CHARTS } from './style/charts.ts'
import { FORMS } from './style/forms.ts'
import { FRAME } from './style/frame.ts'
import { LAW } from './style/law.ts'
import { PARTS } from './style/parts.ts'
import { SHEET } from './style/sheet.ts'
import { TOKENS } from './style/tokens.ts'

/** The last semicolon of a rule says nothing and would be sent to every browser. */
export const STYLE = (FONT_FACES + TOKENS + FRAME + FORMS + PARTS + CHARTS + LAW + SHEET).replaceAll('; }', ' }')

/** Changes when the style does, so that a browser may keep it for good. */
export const STYLE_ADDRESS = `/console/style.css?v=${fingerprint(STYLE)}`
