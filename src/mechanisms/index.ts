export const mechanisms = [];
