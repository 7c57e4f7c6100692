/** The project's folder: the sources, what is compiled from them, and the bundle all stand one folder below it. */
export const PROJECT_FOLDER = new URL('..', import.meta.url);
