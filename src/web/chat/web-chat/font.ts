/** The page's typeface, for what Web Chat and its cards set themselves. chat.css has the same. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";
