/* The story form's one door: modules that others import too must not be opened by the page
   itself, which knows them by another address and would have them twice. */

import "./original.js"
import "./sheet.js"
