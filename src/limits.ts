/** The largest file that may be uploaded, in bytes: the body parser and the upload plugin agree on it. */
export const MAX_UPLOAD_BYTES = 600 * 1024 * 1024;
