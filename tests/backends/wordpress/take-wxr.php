<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// take-wxr.php SITE FILE OUT: takes an export file in with WordPress's own functions, in the order in which its importer (a plug-in, which
// is not in the distribution) calls them, and has WordPress write its own export to OUT.
$_SERVER['HTTP_HOST'] = $_SERVER['SERVER_NAME'] = '127.0.0.1';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/export.php';
wp_set_current_user( get_user_by( 'login', 'admin' )->ID );
add_filter( 'http_request_host_is_external', '__return_true' ); // the pictures are on this machine

$xml   = simplexml_load_file( $argv[2], 'SimpleXMLElement', LIBXML_NONET ) or exit( 1 );
$posts = $urls = $featured = array();
foreach ( $xml->channel->item as $item ) {
	$wp      = $item->children( 'wp', true );
	$content = (string) $item->children( 'content', true )->encoded;
	$excerpt = (string) $item->children( 'excerpt', true )->encoded;
	$meta    = array();
	foreach ( $wp->postmeta as $pair ) {
		$meta[ (string) $pair->meta_key ] = (string) $pair->meta_value;
	}
	$data = array(
		'post_title'     => (string) $item->title,
		'post_content'   => $content,
		'post_excerpt'   => $excerpt,
		'post_status'    => (string) $wp->status,
		'post_type'      => (string) $wp->post_type,
		'post_name'      => (string) $wp->post_name,
		'post_date'      => (string) $wp->post_date,
		'post_date_gmt'  => (string) $wp->post_date_gmt,
		'comment_status' => (string) $wp->comment_status,
		'guid'           => (string) $item->guid,
	);
	if ( 'attachment' === $data['post_type'] ) {
		$from  = (string) $wp->attachment_url;
		$reply = wp_safe_remote_get( $from, array( 'reject_unsafe_urls' => false ) );
		if ( 200 !== wp_remote_retrieve_response_code( $reply ) ) {
			fwrite( STDERR, "$from: not found\n" );
			exit( 1 );
		}
		$upload                 = wp_upload_bits( basename( $from ), null, wp_remote_retrieve_body( $reply ) );
		$data['guid']           = $upload['url'];
		$data['post_mime_type'] = wp_check_filetype( $upload['file'] )['type'];
		$id                     = wp_insert_attachment( wp_slash( $data ), $upload['file'] );
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $upload['file'] ) );
		$urls[ $from ] = $upload['url'];
	} else {
		$id = wp_insert_post( wp_slash( $data ), true );
		if ( is_wp_error( $id ) ) {
			fwrite( STDERR, $id->get_error_message() . "\n" );
			exit( 1 );
		}
		$tags = array();
		foreach ( $item->category as $term ) {
			if ( 'post_tag' === (string) $term['domain'] ) {
				$tags[] = (string) $term;
			}
		}
		wp_set_post_tags( $id, $tags );
	}
	$posts[ (int) $wp->post_id ] = $id;
	foreach ( $meta as $key => $value ) {
		if ( '_thumbnail_id' === $key ) {
			$featured[ $id ] = (int) $value;
		} else {
			add_post_meta( $id, $key, wp_slash( $value ) );
		}
	}
}
global $wpdb;
foreach ( $urls as $from => $to ) {
	$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->posts} SET post_content = REPLACE(post_content, %s, %s)", $from, $to ) );
}
foreach ( $featured as $id => $old ) {
	update_post_meta( $id, '_thumbnail_id', $posts[ $old ] );
}
ob_start();
export_wp( array( 'content' => 'all' ) );
file_put_contents( $argv[3], ob_get_clean() );
