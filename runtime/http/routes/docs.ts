// /api/v1/docs: the tenant's OpenAPI document as pages to read and to try, drawn by swagger-ui from its own package.
import { createRequire } from "node:module"
import { dirname } from "node:path"
import express, { Router } from "express"

const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"))

/** The page asks for `openapi.json` with the session of the browser. */
export function docsRoutes(): Router {
  const router = Router()
  router.get("/docs", (request, response, next) => {
    if (request.originalUrl.split("?")[0]?.endsWith("/docs") !== true) return next()
    response.setHeader("content-security-policy", POLICY)
    response.type("text/html").send(PAGE)
  })
  router.get("/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(START)
  })
  router.use("/docs", express.static(folder, { index: false, maxAge: "1h" }))
  return router
}

/** swagger-ui puts styles of its own into the page; scripts are our own files here too. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Tenon API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <main id="docs"></main>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`

/** A browser's session must repeat its token in a header when it writes. */
const START = `const csrf = () => /(?:^|; )(?:__Host-)?tenon_csrf=([^;]*)/.exec(document.cookie)?.[1]
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "none",
  requestInterceptor: (request) => {
    const token = csrf()
    if (token) request.headers["X-CSRF-Token"] = token
    return request
  },
})
`
