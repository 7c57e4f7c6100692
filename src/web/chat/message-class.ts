/** The class of a message in Web Chat's transcript. */
export const MESSAGE_CLASS = 'webchat__basic-transcript__activity';
