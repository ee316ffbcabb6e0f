export const migrationEnergies = [];
