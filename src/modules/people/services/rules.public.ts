export { type ServiceHours, usualServiceHours } from './service-hours.rules.ts'
