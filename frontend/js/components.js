import {
  Button,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll
} from './govuk-frontend.min.js'
import { SortableTable } from './sortable-table.bundle.mjs'

for (const Component of [
  Button,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  SortableTable
]) {
  createAll(Component)
}
