/** Those that `@strapi/icons` does not have; drawn on its 32 × 32 grid. */
const shared = {
  width: 16,
  height: 16,
  viewBox: '0 0 32 32',
  fill: 'currentColor',
  'aria-hidden': true,
};

export const DiceIcon = () => (
  <svg {...shared}>
    <path
      fillRule="evenodd"
      d="M8 4h16a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4Zm0 2a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2H8Z"
    />
    <circle cx="11" cy="11" r="2" />
    <circle cx="21" cy="11" r="2" />
    <circle cx="16" cy="16" r="2" />
    <circle cx="11" cy="21" r="2" />
    <circle cx="21" cy="21" r="2" />
  </svg>
);

export const UnlockIcon = () => (
  <svg {...shared}>
    <path d="M26 10H12V7a4 4 0 0 1 7.7-1.6 1 1 0 0 0 1.8-.8A6 6 0 0 0 10 7v3H6a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h20a2 2 0 0 0 2-2V12a2 2 0 0 0-2-2Zm0 16H6V12h20v14Zm-8.500-7a1.500 1.500 0 1 1-3 0 1.500 1.500 0 0 1 3 0Z" />
  </svg>
);

export const OpenIcon = () => (
  <svg {...shared}>
    <path
      fillRule="evenodd"
      d="M16 3a13 13 0 1 1 0 26 13 13 0 0 1 0-26Zm0 2a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z"
    />
  </svg>
);
