0 full
