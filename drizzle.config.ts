/** Where `npm run migration -- --name what-changes` finds the tables and writes numbered SQL; D1 reads the same folder. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/store/tables/*.ts',
  out: './drizzle',
})
