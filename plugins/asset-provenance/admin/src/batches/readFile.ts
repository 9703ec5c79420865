import type { ChosenFile } from './storage';

/** In base64 it is a third longer, and two million characters are taken. */
export const MOST_BYTES = 1_500_000;

/** The bytes of a file as they are: in which encoding they were written is for the server to find out. */
export const readFile = (file: File): Promise<ChosenFile> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({ name: file.name, base64: String(reader.result).split(',')[1] ?? '' });
    reader.readAsDataURL(file);
  });
