export default {
  policies: [{ name: 'none', title: 'Another none', source: 'test', parameters: {}, create: () => ({}) }],
};
