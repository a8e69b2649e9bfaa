// English: what is said at the door.

export const words = {
  tagline: "A quiet room to talk in, for up to ten.",
  tagline_invited: "You are invited to a room. Log in or sign up to enter.",
  log_in: "Log in",
  sign_up: "Sign up",
  have_account: "You have an account already?",
  no_account: "New here?",
  username_hint: "2 to 20 letters, digits, and _ - . The others invite you by it.",
  display_name: "Name",
  display_name_hint: "What the others see. Your username, if you leave it out.",
  optional: "(optional)",
  password: "Password",
  password_hint: "At least 8 characters.",
  signed_out_notice: "You have been logged out. What you typed is still here.",
  error_wrong_credentials: "Username or password is wrong.",
  error_username_taken: "That username is taken.",
  error_username_invalid: "A username has 2 to 20 letters, digits, and _ - . and begins with a letter or digit.",
  error_display_name_invalid: "A name has 1 to 30 characters on one line.",
  error_password_common: "That password is one of the first to be guessed. Please think of another.",
  error_password_too_short: "A password has at least 8 characters.",
  error_password_too_long: "A password has at most 128 characters.",
};
