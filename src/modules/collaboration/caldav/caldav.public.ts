export { caldavPath, caldavRoutes } from './caldav.routes.ts'
