/** Amounts are whole millionths of their currency; decimals are made of them here and nowhere else. */
const PLACES = 6;
const MILLIONTHS = 10 ** PLACES;

export const amountOf = (microUnits: number): number => microUnits / MILLIONTHS;

/** As people type it, with as many places as there are: `50`, `0.04`. For inputs; `useFormat().cost` is for reading. */
export const decimalOf = (microUnits: number): string => {
  const fraction = String(microUnits % MILLIONTHS)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return [String(Math.trunc(microUnits / MILLIONTHS)), fraction].filter(Boolean).join('.');
};
