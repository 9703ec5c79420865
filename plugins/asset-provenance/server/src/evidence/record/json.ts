/** null for what is no JSON. */
export const jsonIn = (content: Buffer | string): unknown => {
  try {
    return JSON.parse(content.toString());
  } catch {
    return null;
  }
};
