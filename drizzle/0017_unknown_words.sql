CREATE TABLE `unknown_words` (
	`word` text NOT NULL,
	`contact_id` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`word`, `contact_id`),
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unknown_words_contact` ON `unknown_words` (`contact_id`);--> statement-breakpoint
CREATE TABLE `word_proposals` (
	`word` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`intent` text,
	`text` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
